using FluenceVm.EditionHost;

// Arguments: the folder of an edition, for example out/FluenceVm/core.
var edition = new Edition(Path.GetFullPath(args[0]));
edition.Attach();
await Job.RunAsync();
Edition.ReportForeign();
edition.Report();
