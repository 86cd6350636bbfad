/** The assembly: main class, command line, demo county. */
package org.cunlu.app;
