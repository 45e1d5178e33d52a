/** Operating system processes: starting children, finding them again by pid file, ending them, watching over them. */
@NullMarked
package io.tapgrid.standalone.process;

import org.jspecify.annotations.NullMarked;
