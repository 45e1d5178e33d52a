/**
 * What a refusal is in HTTP: the contract's one table, which the shopper API and the console's API both answer by. What a reason is in people's
 * words is each face's own.
 */
@NullMarked
package io.tapgrid.gridapi.http;

import org.jspecify.annotations.NullMarked;
