/** The program of the embedded search engine's process: an Elasticsearch node of the server's core. */
package org.cunlu.devstack.search;
