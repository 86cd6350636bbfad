/** Plays the county's day against a running app, through its HTTP API only, as its people would. */
package org.cunlu.app.play;
