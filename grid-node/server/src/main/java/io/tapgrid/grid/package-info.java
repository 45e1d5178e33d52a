/**
 * The Ignite process: what a grid node is made of and how it starts. The rules it applies are in the domain; what callers may send is
 * in grid-api. Started by the deployments, called by nobody else.
 */
@NullMarked
package io.tapgrid.grid;

import org.jspecify.annotations.NullMarked;
