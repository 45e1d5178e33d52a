/**
 * Real database servers for tests, out of Maven: MariaDB as it is embedded, and MySQL 8 as operators run it. Each server
 * has a port and a directory of its own and ends with the test class that started it.
 */
@NullMarked
package io.tapgrid.testkit.database;

import org.jspecify.annotations.NullMarked;
