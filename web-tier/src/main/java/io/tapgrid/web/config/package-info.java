/** The settings of a web process: read once, from one file and the environment, checked together, and then never changed. */
@NullMarked
package io.tapgrid.web.config;

import org.jspecify.annotations.NullMarked;
