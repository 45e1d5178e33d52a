/**
 * {@code ./tapgrid prove}: the system as a start makes it, under load and faults, and the verdict on its promises.
 *
 * <p>A run is a row of sales ({@code Round}). In each, {@code traffic} asks and writes down what it was told, {@code fault} breaks
 * things, and when the system is at rest {@code check} holds what was told against what is there. {@code system} and {@code host}
 * are the hands: processes, databases, networks, disks, clocks. The checks know the public contract alone.
 */
@NullMarked
package io.tapgrid.standalone.prove;

import org.jspecify.annotations.NullMarked;
