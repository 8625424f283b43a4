using System.Management.Automation;
using FluenceVm.Clouds.Programs;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;
using FluenceVm.Ssh;

namespace FluenceVm.Cmdlets;

/// <summary>Logs in to a VM or a machine with the system's ssh client, or runs a command on several.</summary>
[Cmdlet(VerbsCommon.Enter, "FluenceVm", DefaultParameterSetName = LoginSet, SupportsShouldProcess = true)]
[OutputType(typeof(SshResult))]
public sealed class EnterFluenceVmCommand : SshCmdlet
{
    private const string LoginSet = "Login";
    private const string CommandSet = "Command";
    private const int LoginFailed = 255;
    private static readonly TimeSpan LongestCommand = TimeSpan.FromDays(1);
    private readonly List<Reference> _references = [];

    /// <summary>The VMs of Fluence or machines of Cudos: ids, names or objects. One to log in, several for a command.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(VmCompleter))]
    [Reference(typeof(Vm), Also = typeof(Machine), IdForm = Reference.VmId, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>What to run there instead of logging in. The shell of the VM reads it; none of this machine does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CommandSet)]
    [ValidateNotNullOrEmpty]
    public string? Command { get; set; }

    /// <summary>On how many VMs the command runs at once.</summary>
    [Parameter(ParameterSetName = CommandSet)]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 5;

    private protected override bool TryKeep()
    {
        _references.AddRange(Id);
        return true;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var program = await AskAsync(FindProgram) ?? throw SshErrors.ProgramMissing();
        var hosts = await ListAsync(cancellationToken);
        if (hosts.Count == 0)
        {
            return;
        }
        if (Command is null)
        {
            await LogInAsync(program, hosts[0].Host);
        }
        else
        {
            await RunEachAsync(program, hosts, cancellationToken);
        }
    }

    /// <summary>What is to be entered, as far as there is a way to it and nobody said no.</summary>
    private async Task<List<(SshTarget Target, SshHost Host)>> ListAsync(CancellationToken cancellationToken)
    {
        var targets = await OpenAsync(cancellationToken);
        var found = await targets.FindAsync(
            _references, MyInvocation.MyCommand.Name, error => WriteFailure(error, error.Target), cancellationToken);
        if (Command is null && found.Count > 1)
        {
            throw SshErrors.OneOnly(found.Count);
        }
        var hosts = new List<(SshTarget Target, SshHost Host)>(found.Count);
        await ForEachItemAsync(found, async target =>
        {
            var host = await HostOfAsync(targets, target, Private, cancellationToken);
            if (await ConfirmAsync(Ask(host)))
            {
                hosts.Add((target, host));
            }
        });
        return hosts;
    }

    private Prompt Ask(SshHost host) => Command is null
        ? Prompt.Of(
            nameof(Messages.SshLoginCaption),
            nameof(Messages.SshLoginQuery),
            nameof(Messages.SshLoginDescription),
            host.Name,
            host.UserName,
            host.Address)
        : Prompt.Of(
            nameof(Messages.SshCommandCaption),
            nameof(Messages.SshCommandQuery),
            nameof(Messages.SshCommandDescription),
            host.Name,
            host.UserName,
            host.Address,
            Command);

    // Resolved here, because the operating system might also look into the current folder.
    private string? FindProgram() => (InvokeCommand.GetCommand("ssh", CommandTypes.Application) as ApplicationInfo)?.Path;

    // On the pipeline thread, which has the terminal to itself for as long as ssh runs.
    private Task<int> LogInAsync(string program, SshHost host) => AskAsync(() =>
    {
        var code = AttachedProgram.Run(program, SshArguments.Of(host, Folder.KnownHosts(), null, isUnattended: false));
        SessionState.PSVariable.Set("global:LASTEXITCODE", code);
        return code;
    });

    private async Task RunEachAsync(
        string program, IReadOnlyList<(SshTarget Target, SshHost Host)> hosts, CancellationToken cancellationToken)
    {
        var knownHosts = Folder.KnownHosts();
        using var free = new SemaphoreSlim(ThrottleLimit);
        await Task.WhenAll(hosts.Select(async each =>
        {
            await free.WaitAsync(cancellationToken);
            try
            {
                await ForItemAsync(each.Target.Name, () => RunAsync(program, knownHosts, each.Target, each.Host, cancellationToken));
            }
            finally
            {
                free.Release();
            }
        }));
    }

    private async Task RunAsync(string program, string knownHosts, SshTarget target, SshHost host, CancellationToken cancellationToken)
    {
        var run = await ProgramRun.RunAsync(
            program, SshArguments.Of(host, knownHosts, Command, isUnattended: true), LongestCommand, cancellationToken);
        var result = new SshResult
        {
            Name = target.Name,
            Id = target.Id,
            Address = host.Address,
            ExitCode = run.ExitCode ?? LoginFailed,
            Output = Lines(run.Output),
            ErrorOutput = Lines(run.Errors),
        };
        Write(result);
        if (result.ExitCode == LoginFailed)
        {
            throw SshErrors.Failed(result);
        }
    }

    // An array: PowerShell can't index the compiler's own lists.
    private static string[] Lines(string text) => text.Length == 0
        ? []
        : text.TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
}
