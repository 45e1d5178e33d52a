/**
 * Reading the settings of a process: every process of Tapgrid has one immutable config class, filled from one commented
 * file in {@code config/} with the environment over it. Here is the reading; what there is to set, each process says.
 */
@NullMarked
package io.tapgrid.gridapi.config;

import org.jspecify.annotations.NullMarked;
