// For modules that a package needs only for what the nodes do not use, such as form-data's submit().
