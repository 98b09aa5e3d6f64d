// Builds each example once, as soon as the controller is up.
jenkins.model.Jenkins.get().getAllItems(jenkins.model.ParameterizedJobMixIn.ParameterizedJob).each { it.scheduleBuild2(0) }
