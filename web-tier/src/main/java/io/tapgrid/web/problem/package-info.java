/**
 * Everything that is not done, said in the contract's words: {@code application/problem+json} with a reason, the layer that decided and
 * a trace id. Here are the answers themselves, the pages that explain them, and the hook that makes Micronaut's and Netty's own errors
 * speak the same language. Nothing here decides whether something is refused.
 */
@NullMarked
package io.tapgrid.web.problem;

import org.jspecify.annotations.NullMarked;
