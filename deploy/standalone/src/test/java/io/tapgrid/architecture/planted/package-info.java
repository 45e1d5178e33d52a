/** What nobody may do, done on purpose, to show that the rules see it. */
@NullMarked
package io.tapgrid.architecture.planted;

import org.jspecify.annotations.NullMarked;
