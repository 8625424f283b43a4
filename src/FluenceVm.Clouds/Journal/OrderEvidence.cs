using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>
/// Judges, from the list of VMs, what became of an order whose response is unknown. It never guesses: where VMs could have
/// come of more than one order, it says so.
/// </summary>
/// <param name="journal">Knows the orders of VMs of the same name.</param>
internal sealed class OrderEvidence(OrderJournal journal)
{
    /// <summary>
    /// After this time, a request whose response was lost is no longer on its way, and what it created is in the list.
    /// </summary>
    public static readonly TimeSpan CertainAfter = TimeSpan.FromMinutes(15);

    /// <summary>The entry as it stands now; still <see cref="OrderState.Unknown"/> where the list doesn't prove anything.</summary>
    /// <param name="entry">The order.</param>
    /// <param name="vms">The VMs that bear its name, read before this call, because a rival is written down before it is sent.</param>
    /// <param name="now">The current time.</param>
    public JournalEntry Judge(JournalEntry entry, IReadOnlyList<Vm> vms, DateTimeOffset now)
    {
        var namesakes = journal.Namesakes(entry);
        var taken = new HashSet<string>(entry.KnownIds.Concat(namesakes.SelectMany(other => other.VmIds)), StringComparer.OrdinalIgnoreCase);
        var candidates = vms.Where(vm => !taken.Contains(vm.Id)).OrderBy(vm => vm.CreatedAt).ThenBy(vm => vm.Id, StringComparer.Ordinal).Select(vm => vm.Id).ToArray();
        var rivals = namesakes.Where(other => other.State == OrderState.Unknown && other.CreatedAt + CertainAfter > entry.CreatedAt).ToArray();
        var certainAt = rivals.Append(entry).Max(order => order.CreatedAt) + CertainAfter;
        var certain = certainAt <= now;
        if (candidates.Length == 0)
        {
            return certain
                ? entry.Settle(OrderState.NotCreated, [], Messages.OrderSettledNone, now)
                : Undecided(Text.Of(nameof(Messages.OrderNoneSoFar), certainAt.UtcDateTime));
        }
        if (rivals.Length > 0)
        {
            return Share(rivals, candidates);
        }
        if (candidates.Length == entry.Count || (candidates.Length < entry.Count && certain))
        {
            return entry.Settle(OrderState.Created, candidates, Messages.OrderSettled, now);
        }
        return Undecided(candidates.Length < entry.Count
            ? Text.Of(nameof(Messages.OrderSomeSoFar), candidates.Length, entry.Count, string.Join(", ", candidates))
            : Text.Of(nameof(Messages.OrderTooMany), candidates.Length, string.Join(", ", candidates)));

        // Where every order of a group of like ones was met, each takes its part of the VMs, in the order of time.
        JournalEntry Share(JournalEntry[] others, string[] ids)
        {
            var group = others.Append(entry).OrderBy(order => order.CreatedAt).ThenBy(order => order.Key, StringComparer.Ordinal).ToArray();
            if (ids.Length == group.Sum(order => order.Count) && group.All(order => order.Content == entry.Content))
            {
                var before = group.TakeWhile(order => order.Key != entry.Key).Sum(order => order.Count);
                return entry.Settle(OrderState.Created, [.. ids.Skip(before).Take(entry.Count)], Messages.OrderSettled, now);
            }
            return Undecided(Text.Of(nameof(Messages.OrderAmbiguous), string.Join(", ", ids), string.Join(", ", others.Select(other => other.Key))));
        }

        JournalEntry Undecided(string message) => entry.Settle(OrderState.Unknown, [], message, now);
    }
}
