/**
 * The whole system as somebody outside has it: started by its verbs as processes of their own, spoken to over HTTP and JDBC, killed by pid file.
 * Nothing here sees the inside of a process.
 */
@NullMarked
package io.tapgrid.standalone.system;

import org.jspecify.annotations.NullMarked;
