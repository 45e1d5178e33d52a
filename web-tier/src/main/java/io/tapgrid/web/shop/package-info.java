/**
 * The shop's server reports payments and refunds, signed with a secret that it shares with us (Standard Webhooks). Checks who says it;
 * what it does to the purchase is the domain's.
 */
@NullMarked
package io.tapgrid.web.shop;

import org.jspecify.annotations.NullMarked;
