/**
 * The shopper page in a real browser: the tests themselves are under {@code src/test/browser} and run by node. Here is what starts a web
 * process for them and lets them make sales.
 */
@NullMarked
package io.tapgrid.web.page;

import org.jspecify.annotations.NullMarked;
