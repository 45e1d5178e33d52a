/**
 * What a request costs: CPU time of the server processes and requests a second at saturation, for an empty POST, a
 * refusal, a win over one item and a win over a hundred, in interleaved rounds against a running system. Started by
 * {@code perf/speed}; writes Markdown to {@code perf/results}. No test: figures belong to the machine they came from.
 */
@NullMarked
package io.tapgrid.load.speed;

import org.jspecify.annotations.NullMarked;
