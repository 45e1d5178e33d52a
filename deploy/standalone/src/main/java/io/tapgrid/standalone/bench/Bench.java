package io.tapgrid.standalone.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What every measurement is given.
 *
 * @param home where {@code ./tapgrid} stands
 * @param folder for data, emptied for each system
 * @param say tells whoever waits how far it is
 */
record Bench(Sizes sizes, boolean quick, Path home, Path folder, Consumer<String> say) {}
