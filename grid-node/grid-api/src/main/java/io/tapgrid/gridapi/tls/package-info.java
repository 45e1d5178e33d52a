/** TLS between the processes of a cluster and towards those who look into it: who shows which certificate, and whom each trusts. */
@NullMarked
package io.tapgrid.gridapi.tls;

import org.jspecify.annotations.NullMarked;
