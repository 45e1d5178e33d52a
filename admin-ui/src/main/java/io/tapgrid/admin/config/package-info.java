/** What can be set about the console's process. */
@NullMarked
package io.tapgrid.admin.config;

import org.jspecify.annotations.NullMarked;
