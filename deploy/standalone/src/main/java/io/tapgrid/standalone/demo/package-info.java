/**
 * The verb demo: a whole sale on this machine, from the reservations to the comparison of grid and MySQL, with a crowd
 * that comes over HTTP. Everything it does it does through the doors that everybody has.
 */
@NullMarked
package io.tapgrid.standalone.demo;

import org.jspecify.annotations.NullMarked;
