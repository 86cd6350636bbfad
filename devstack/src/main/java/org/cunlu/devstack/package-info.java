/**
 * Starts the real servers that Cunlu needs, without Docker: a database, a cache, a message broker and a search engine.
 *
 * <p>{@link org.cunlu.devstack.Devstack} is for one owner, {@link org.cunlu.devstack.TestServers} for all tests of a build.
 * The servers run under a supervisor, a small process of its own that ends them when their owner is gone.
 */
package org.cunlu.devstack;
