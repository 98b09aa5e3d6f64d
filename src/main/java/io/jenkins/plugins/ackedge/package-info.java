/**
 * Names under which the first builds of this plugin saved running pipelines and jobs. Each class here only reads what it
 * saved, and becomes the class that has taken its place; nothing else uses them, and nothing is saved under these names.
 */
package io.jenkins.plugins.ackedge;
