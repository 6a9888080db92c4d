"""The lines of postgresql.conf that every Kelaseh server has, in PostgreSQL's notation."""

# Connections and memory as measured for 500 workstations. Statements, parameters and the details of errors
# carry parties' names and seals' guesses, so none of them reaches the log.
SETTINGS = {
    "max_connections": "650",
    "max_prepared_transactions": "0",
    "tcp_keepalives_idle": "10",
    "client_connection_check_interval": "'10s'",
    "password_encryption": "'scram-sha-256'",
    "unix_socket_directories": "''",
    "work_mem": "'8MB'",
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    "datestyle": "'iso, ymd'",
    "logging_collector": "on",
    "log_directory": "'log'",
    "log_filename": "'postgresql-%a.log'",
    "log_rotation_age": "'1d'",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_statement": "'none'",
    "log_min_error_statement": "'panic'",
    "log_error_verbosity": "'terse'",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
