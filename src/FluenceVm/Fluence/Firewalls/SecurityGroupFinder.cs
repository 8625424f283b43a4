using FluenceVm.Clouds.Fluence;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>Finds security groups.</summary>
internal static class SecurityGroupFinder
{
    public static PartFinder<SecurityGroup> Groups => new(Messages.KindSecurityGroup, "FluenceSecurityGroup", ListAsync);

    private static async Task ListAsync(IFluenceClient client, Action<SecurityGroup> output, CancellationToken cancellationToken)
    {
        foreach (var group in await client.Parts.Firewalls.ListAsync(cancellationToken))
        {
            output(group);
        }
    }
}
