/** Tests of the verb apply over HTTP, against a console whose grid is in memory. */
@NullMarked
package io.tapgrid.standalone.apply;

import org.jspecify.annotations.NullMarked;
