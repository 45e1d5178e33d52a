/**
 * HTTP for the console on Jetty: who may come in, which endpoint a path leads to, limits on what is sent, and problems
 * as {@code application/problem+json}. Knows nothing about sales.
 */
@NullMarked
package io.tapgrid.admin.http;

import org.jspecify.annotations.NullMarked;
