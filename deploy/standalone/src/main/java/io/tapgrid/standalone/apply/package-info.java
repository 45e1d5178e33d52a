/**
 * The verb apply: sales from YAML through the console's API of the running system. Everything is validated before
 * anything is changed, and the same file twice changes nothing.
 */
@NullMarked
package io.tapgrid.standalone.apply;

import org.jspecify.annotations.NullMarked;
