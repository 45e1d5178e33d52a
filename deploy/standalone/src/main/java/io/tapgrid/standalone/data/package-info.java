/**
 * What a standalone system keeps in its data folder beside the databases themselves: secrets, pid files, the shape of
 * the cluster. Made by the supervisor, read by the other verbs.
 */
@NullMarked
package io.tapgrid.standalone.data;

import org.jspecify.annotations.NullMarked;
