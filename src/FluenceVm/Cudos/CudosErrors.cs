using System.Management.Automation;
using System.Numerics;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos;

/// <summary>The errors that the module itself finds on Cudos Compute, and on both clouds together.</summary>
internal static class CudosErrors
{
    public static CmdletException NotConnected() =>
        CmdletException.Of(nameof(Messages.NotConnectedToCudos), ErrorCategory.ConnectionError, null);

    public static CmdletException NotConnectedToAny() =>
        CmdletException.Of(nameof(Messages.NotConnectedToAny), ErrorCategory.ConnectionError, null);

    public static CmdletException ConnectionClosed(CudosContext context) =>
        CmdletException.Of(nameof(Messages.CudosConnectionClosed), ErrorCategory.ConnectionError, context, context.Node[0]);

    public static CmdletException NodeMissing() => CmdletException.Of(nameof(Messages.NodeMissing), ErrorCategory.InvalidArgument, null);

    public static CmdletException KeyNameMissing(string command) =>
        CmdletException.Of(nameof(Messages.KeyNameMissing), ErrorCategory.InvalidArgument, command, command);

    public static CmdletException NodeCommandMissing(string command) =>
        CmdletException.Of(nameof(Messages.NodeCommandMissing), ErrorCategory.ObjectNotFound, command, command);

    public static CmdletException OwnerMissing() => CmdletException.Of(nameof(Messages.OwnerMissing), ErrorCategory.InvalidArgument, null);

    public static CmdletException MachineNotFound(string id) =>
        CmdletException.Of(nameof(Messages.MachineNotFound), ErrorCategory.ObjectNotFound, id, id);

    public static CmdletException MachineTypeNotFound(string id) =>
        CmdletException.Of(nameof(Messages.MachineTypeNotFound), ErrorCategory.ObjectNotFound, id, id);

    public static CmdletException MachineTypeUnavailable(string id) =>
        CmdletException.Of(nameof(Messages.MachineTypeUnavailable), ErrorCategory.ResourceUnavailable, id, id);

    public static CmdletException PriceUnknown(string typeId) =>
        CmdletException.Of(nameof(Messages.PriceNotKnown), ErrorCategory.InvalidArgument, typeId, typeId);

    public static CmdletException ImageNotFound(string id) =>
        CmdletException.Of(nameof(Messages.ImageNotFound), ErrorCategory.ObjectNotFound, id, id);

    public static CmdletException CreditTooSmall(string id, string credit, string minute) =>
        CmdletException.Of(nameof(Messages.CreditTooSmall), ErrorCategory.InvalidArgument, id, id, credit, minute);

    public static CmdletException MachineHasEnded(Machine machine) =>
        CmdletException.Of(nameof(Messages.MachineHasEnded), ErrorCategory.InvalidOperation, machine, machine, machine.State);

    public static CmdletException OrderedMachineHasEnded(string key, Machine machine) =>
        CmdletException.Of(nameof(Messages.OrderedMachineHasEnded), ErrorCategory.ResourceExists, machine, key, machine, machine.State);

    public static CmdletException BalanceTooSmall(string id, BigInteger balance, BigInteger credit) => CmdletException.Of(
        nameof(Messages.BalanceTooSmall), ErrorCategory.LimitsExceeded, id, id, CudosAmount.Format(balance), CudosAmount.Format(credit));

    public static CmdletException OwnerOfAnotherKey(string owner, string keyName, string address) =>
        CmdletException.Of(nameof(Messages.OwnerOfAnotherKey), ErrorCategory.InvalidArgument, owner, owner, keyName, address);

    public static CmdletException MachineKeyUnknown(string key) =>
        CmdletException.Of(nameof(Messages.MachineKeyUnknown), ErrorCategory.InvalidArgument, null, key);

    public static CmdletException StateUnknown(string state) =>
        CmdletException.Of(nameof(Messages.MachineStateUnknown), ErrorCategory.InvalidArgument, state, state, MachineStates.Known);
}
