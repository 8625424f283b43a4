using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>An error that the module itself found, with the id that its message has in the resource file.</summary>
public sealed class CmdletException : Exception
{
    private CmdletException(string id, ErrorCategory category, object? target, string message)
        : base(message)
    {
        Id = id;
        Category = category;
        Target = target;
    }

    /// <summary>The stable id, which is also the name of the message.</summary>
    public string Id { get; }

    /// <summary>Whether no item can succeed: there is no connection.</summary>
    internal bool IsAboutEverything => Category == ErrorCategory.ConnectionError;

    /// <summary>PowerShell's category.</summary>
    public ErrorCategory Category { get; }

    /// <summary>What the error is about.</summary>
    public object? Target { get; }

    internal static CmdletException Of(string id, ErrorCategory category, object? target, params object?[] values) =>
        new(id, category, target, Text.Of(id, values));

    internal static CmdletException NotConnected() => Of(nameof(Messages.NotConnected), ErrorCategory.ConnectionError, null);

    internal static CmdletException ConnectionClosed(FluenceContext context) =>
        Of(nameof(Messages.ConnectionClosed), ErrorCategory.ConnectionError, context, context.Endpoint);

    internal static CmdletException ApiKeyMissing() => Of(nameof(Messages.ApiKeyMissing), ErrorCategory.AuthenticationError, null);

    // Names the variable only: what it holds by mistake may be the key.
    internal static CmdletException EndpointInvalid(string variable) =>
        Of(nameof(Messages.EndpointInvalid), ErrorCategory.InvalidArgument, variable);

    internal static CmdletException StorageTypeMissing() => Of(nameof(Messages.StorageTypeMissing), ErrorCategory.InvalidArgument, null);

    internal static CmdletException SshPortNeedsForce(Vm vm) =>
        Of(nameof(Messages.SshPortNeedsForce), ErrorCategory.InvalidOperation, vm, vm);

    internal static CmdletException NotADraft(Vm vm) =>
        Of(nameof(Messages.NotADraft), ErrorCategory.InvalidOperation, vm, vm, vm.Status);

    internal static CmdletException PortsUnknown(Vm vm) => Of(nameof(Messages.PortsUnknown), ErrorCategory.InvalidOperation, vm, vm);

    internal static CmdletException SshKeyNotFound(string reference) =>
        Of(nameof(Messages.SshKeyNotFound), ErrorCategory.ObjectNotFound, reference, reference);

    internal static CmdletException SshKeyAmbiguous(string name, int count) =>
        Of(nameof(Messages.SshKeyAmbiguous), ErrorCategory.InvalidArgument, name, name, count);

    internal static CmdletException StateUnknown(string state, IEnumerable<string> known) =>
        Of(nameof(Messages.StateUnknown), ErrorCategory.InvalidArgument, state, state, string.Join(", ", known));

    internal static CmdletException VmWildcard(string pattern, string cmdlet) =>
        Of(nameof(Messages.VmWildcard), ErrorCategory.InvalidArgument, pattern, pattern, cmdlet);

    internal static CmdletException SshKeyExists(string name) =>
        Of(nameof(Messages.SshKeyExists), ErrorCategory.ResourceExists, name, name);

    internal static CmdletException PriceAboveLimit(string name, decimal price, decimal limit, string currency) =>
        Of(nameof(Messages.PriceAboveLimit), ErrorCategory.LimitsExceeded, name, name, price, limit, currency);

    internal static CmdletException TotalPriceAboveLimit(int count, string names, decimal price, decimal limit, string currency) =>
        Of(nameof(Messages.TotalPriceAboveLimit), ErrorCategory.LimitsExceeded, names, count, names, price, limit, currency);

    internal static CmdletException FileTooLarge(string path, int limit) =>
        Of(nameof(Messages.FileTooLarge), ErrorCategory.InvalidArgument, path, path, limit);

    internal static CmdletException FileNotFound(string path) =>
        Of(nameof(Messages.FileNotFound), ErrorCategory.ObjectNotFound, path, path);

    internal static CmdletException FileUnreadable(string path, string reason) =>
        Of(nameof(Messages.FileUnreadable), ErrorCategory.ReadError, path, path, reason);

    internal static CmdletException CannotAsk(string change) =>
        Of(nameof(Messages.CannotAsk), ErrorCategory.OperationStopped, null, change);

    internal static CmdletException NothingToChange() => Of(nameof(Messages.NothingToChange), ErrorCategory.InvalidArgument, null);

    internal static CmdletException OrderNotFound(string key) => Of(nameof(Messages.OrderNotFound), ErrorCategory.ObjectNotFound, key, key);

    internal static CmdletException OrderGone(Order order, IEnumerable<string> ids) =>
        Of(nameof(Messages.OrderGone), ErrorCategory.ObjectNotFound, order, order.Key, string.Join(", ", ids));

    internal static CmdletException StepInvalid(TimeSpan step) =>
        Of(nameof(Messages.StepInvalid), ErrorCategory.InvalidArgument, step, step);

    internal static CmdletException NoEmulator() => Of(nameof(Messages.NoEmulator), ErrorCategory.ObjectNotFound, null);

    internal static CmdletException EmulatorAmbiguous(int count) =>
        Of(nameof(Messages.EmulatorAmbiguous), ErrorCategory.InvalidArgument, null, count);

    internal static CmdletException EmulatorEnded(object emulator) =>
        Of(nameof(Messages.EmulatorEnded), ErrorCategory.ObjectNotFound, emulator);

    internal static CmdletException OrphanOfOrder(Orphan orphan, string key) =>
        Of(nameof(Messages.OrphanOfOrder), ErrorCategory.ResourceBusy, orphan, orphan, key);

    internal static CmdletException VmNotFound(string reference) =>
        Of(nameof(Messages.VmNotFound), ErrorCategory.ObjectNotFound, reference, reference);

    internal static CmdletException VmIdAmbiguous(string beginning, int count) =>
        Of(nameof(Messages.VmIdAmbiguous), ErrorCategory.InvalidArgument, beginning, beginning, count);

    internal static CmdletException VmNameAmbiguous(string name, int count, string cmdlet) =>
        Of(nameof(Messages.VmNameAmbiguous), ErrorCategory.InvalidArgument, name, name, count, cmdlet);
}
