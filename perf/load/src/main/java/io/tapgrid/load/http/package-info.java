/**
 * A small HTTP/1.1 client for many requests from few threads: non-blocking, keep-alive, no pipelining, everything
 * bounded. It says of each request what is known of it afterwards ({@link io.tapgrid.load.http.Outcome}) and repeats
 * nothing by itself. What is sent, when, and what an answer means is the caller's business: the crowd and the speed
 * measurement build on it.
 */
@NullMarked
package io.tapgrid.load.http;

import org.jspecify.annotations.NullMarked;
