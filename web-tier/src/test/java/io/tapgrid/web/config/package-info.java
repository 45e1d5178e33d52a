/** The settings and their file. */
@NullMarked
package io.tapgrid.web.config;

import org.jspecify.annotations.NullMarked;
