using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>Finds security groups.</summary>
internal static class SecurityGroupFinder
{
    public static PartFinder<SecurityGroup> Groups => new(Messages.KindSecurityGroup, "FluenceSecurityGroup");

    /// <summary>The group that is meant.</summary>
    public static Task<SecurityGroup> FindAsync(ICloudParts parts, Reference reference, CancellationToken cancellationToken) =>
        Groups.FindAsync(reference, output => ListAsync(parts, output, cancellationToken));

    /// <summary>The groups that are meant, each once, as they are now.</summary>
    public static async Task<IReadOnlyList<SecurityGroup>> FindAsync(
        ICloudParts parts, IReadOnlyList<Reference> references, Action<CmdletException> failed, CancellationToken cancellationToken)
    {
        Reference[] texts = [.. references.Select(reference => new Reference((reference.Item as SecurityGroup)?.Id ?? reference.Text))];
        return await Groups.FindAsync(texts, output => ListAsync(parts, output, cancellationToken), failed);
    }

    public static async Task ListAsync(ICloudParts parts, Action<SecurityGroup> output, CancellationToken cancellationToken)
    {
        foreach (var group in await parts.Firewalls.ListAsync(cancellationToken))
        {
            output(group);
        }
    }
}
