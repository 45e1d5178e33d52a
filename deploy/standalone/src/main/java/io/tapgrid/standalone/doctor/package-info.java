/** The verb doctor: looks at the machine and says what would keep a system from running well, and what to do about it. */
@NullMarked
package io.tapgrid.standalone.doctor;

import org.jspecify.annotations.NullMarked;
