using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Firewalls;

/// <summary>Names of security groups for their ids, and back. A name that isn't unique says nothing.</summary>
internal sealed class GroupNames(IReadOnlyList<SecurityGroupWire> groups)
{
    public string NameOf(string id) =>
        groups.FirstOrDefault(group => CloudIds.Same(group.Id, id))?.Name is { } name && Find(name).Length == 1 ? name : id;

    /// <exception cref="ArgumentException">There is no such group, or more than one.</exception>
    public string IdOf(string text)
    {
        if (CloudIds.IsId(text))
        {
            return text;
        }
        var found = Find(text);
        return found.Length switch
        {
            1 => found[0].Id!,
            0 => throw Fault.Argument(nameof(Messages.SecurityGroupUnknown), text),
            var count => throw Fault.Argument(nameof(Messages.CloudThingNotOne), text, count),
        };
    }

    private SecurityGroupWire[] Find(string name) => [.. groups.Where(group => CloudIds.Same(group.Name, name))];
}
