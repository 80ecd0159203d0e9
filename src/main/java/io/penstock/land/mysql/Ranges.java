package io.penstock.land.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Where the next range comes from. */
interface Ranges {
  Optional<Selection> next(Connection connection) throws SQLException;
}
