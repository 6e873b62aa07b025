<?php
// POST /api/files as Sonar's article about files shows it, for `php -S`. What PHP saw of every file goes
// into the file that SEEN names, a line of JSON for each.
$files = $_FILES['files'] ?? ['name' => []];
$entries = [];
foreach ($files['name'] as $i => $name) {
	$stored = $files['error'][$i] === UPLOAD_ERR_OK;
	$seen = ['filename' => $name, 'type' => $files['type'][$i], 'error' => $files['error'][$i]];
	if ($stored) {
		$seen['sha256'] = hash_file('sha256', $files['tmp_name'][$i]);
	}
	file_put_contents(getenv('SEEN'), json_encode($seen, JSON_INVALID_UTF8_SUBSTITUTE) . "\n", FILE_APPEND);
	$entries[] = [
		'id' => $stored ? count(file(getenv('SEEN'))) : null,
		'filename' => $name,
		'stored' => $stored,
		'failure_message' => $stored ? null : 'The file failed to upload.',
	];
}
header('Content-Type: application/json');
echo json_encode(['files' => $entries], JSON_INVALID_UTF8_SUBSTITUTE);
