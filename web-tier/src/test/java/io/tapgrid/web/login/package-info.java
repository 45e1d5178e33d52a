/** Logins as the shop signs them, well and badly. */
@NullMarked
package io.tapgrid.web.login;

import org.jspecify.annotations.NullMarked;
