using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Ssh;

/// <summary>The errors that the module itself finds on the way to a login.</summary>
internal static class SshErrors
{
    public static CmdletException AddressMissing(string name) =>
        CmdletException.Of(nameof(Messages.SshAddressMissing), ErrorCategory.ObjectNotFound, name, name);

    public static CmdletException PrivateAddressMissing(string name) =>
        CmdletException.Of(nameof(Messages.SshPrivateAddressMissing), ErrorCategory.ObjectNotFound, name, name);

    public static CmdletException UserUnknown(string name) =>
        CmdletException.Of(nameof(Messages.SshUserUnknown), ErrorCategory.InvalidArgument, name, name);

    public static CmdletException ProgramMissing() => CmdletException.Of(nameof(Messages.SshMissing), ErrorCategory.NotInstalled, null);

    public static CmdletException OneOnly(int count) =>
        CmdletException.Of(nameof(Messages.SshOneOnly), ErrorCategory.InvalidArgument, null, count);

    public static CmdletException InBothClouds(string name) =>
        CmdletException.Of(nameof(Messages.SshInBothClouds), ErrorCategory.InvalidArgument, name, name);

    public static CmdletException Failed(SshResult result) => CmdletException.Of(
        nameof(Messages.SshFailed),
        ErrorCategory.InvalidResult,
        result,
        result.Name,
        result.ErrorOutput.Count > 0 ? string.Join(" ", result.ErrorOutput) : Messages.SshNothingSaid);

    public static CmdletException ViaMissing(string name) =>
        CmdletException.Of(nameof(Messages.SshViaMissing), ErrorCategory.ObjectNotFound, name, name);
}
