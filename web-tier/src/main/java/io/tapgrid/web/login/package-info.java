/**
 * Who is asking: the shop's signed logins (JWT), our own session tokens that are exchanged for them, and the development login. Keys and
 * algorithm come from the settings alone. What a shopper may do is not decided here.
 */
@NullMarked
package io.tapgrid.web.login;

import org.jspecify.annotations.NullMarked;
