using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using FluenceVm.Costs;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Costs;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Writes a report for people who don't use PowerShell: one file of HTML that needs no network. What can't be read is an error, and the
/// report says that it is missing.
/// </summary>
[Cmdlet(VerbsData.Export, "FluenceReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportFluenceReportCommand : FluenceCmdlet
{
    /// <summary>The file, which is replaced if it is there already.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The first day of what was spent, UTC; by default the first of this month.</summary>
    [Parameter(Position = 1)]
    [Day]
    public DateTime? From { get; set; }

    /// <summary>The last day of what was spent, UTC, which counts too; by default today.</summary>
    [Parameter(Position = 2)]
    [Day]
    public DateTime? To { get; set; }

    /// <summary>Opens the report in the browser.</summary>
    [Parameter]
    public new SwitchParameter Show { get; set; }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(await AskAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path)));
        if (file.Directory is not { Exists: true })
        {
            throw CmdletException.Of(nameof(Messages.ReportFolderMissing), ErrorCategory.ObjectNotFound, Path, file.DirectoryName);
        }
        if (Directory.Exists(file.FullName))
        {
            throw CmdletException.Of(nameof(Messages.ReportPathIsFolder), ErrorCategory.InvalidArgument, Path, file.FullName);
        }
        var now = (await CurrentAsync())?.Now ?? DateTimeOffset.UtcNow;
        var days = Days.Of(From, To, now);
        var prompt = Prompt.Of(
            nameof(Messages.ReportCaption), nameof(Messages.ReportQuery), nameof(Messages.ReportDescription), file.FullName);
        if (!await ConfirmAsync(prompt))
        {
            return;
        }
        var collector = new ReportCollector(this, Connections, Connection, () => JournalAsync(cancellationToken));
        var report = await collector.CollectAsync(days, now, cancellationToken);
        Replace(file, report.ToHtml());
        Write(new FileInfo(file.FullName));
        if (Show)
        {
            Open(file);
        }
    }

    // Whoever reads the old report meanwhile never gets half of the new one.
    private static void Replace(FileInfo file, string text)
    {
        var fresh = file.FullName + ".new";
        File.WriteAllText(fresh, text);
        File.Delete(file.FullName);
        File.Move(fresh, file.FullName);
    }

    private void Open(FileInfo file)
    {
        try
        {
            Process.Start(new ProcessStartInfo(file.FullName) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            Warn(Text.Of(nameof(Messages.ReportNotShown), file.FullName, error.Message));
        }
    }
}
