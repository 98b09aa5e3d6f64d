/** The job of {@code scaleout/} from a terminal: options, progress, results and exit codes. */
package io.jenkins.plugins.ackedge.cli;
