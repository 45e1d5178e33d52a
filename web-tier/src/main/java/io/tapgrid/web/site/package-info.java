/**
 * The shopper page: static files out of the jar, held in memory plain and compressed, with everything a CDN and a careful browser want to
 * know. The files themselves are under {@code resources/site}.
 */
@NullMarked
package io.tapgrid.web.site;

import org.jspecify.annotations.NullMarked;
