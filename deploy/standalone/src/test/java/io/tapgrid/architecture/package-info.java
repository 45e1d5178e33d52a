/**
 * The walls between the modules, as tests: which packages may import which, what the kernel must not do, and how things are named. It
 * lives here because only here is everything on one class path. The poms are the first wall; these are the second.
 */
@NullMarked
package io.tapgrid.architecture;

import org.jspecify.annotations.NullMarked;
