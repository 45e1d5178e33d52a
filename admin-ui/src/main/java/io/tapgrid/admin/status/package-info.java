/** The status page: a few static files that read the console's API. */
@NullMarked
package io.tapgrid.admin.status;

import org.jspecify.annotations.NullMarked;
