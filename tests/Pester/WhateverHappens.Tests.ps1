# What follows from one sentence: whatever happens, at most one of each thing is bought, nothing of anybody else's is touched,
# and everything that costs money is named.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $order = @{ Image = 'ubuntu-22-04-x64'; SshKey = 'laptop' }
    $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }

    # An emulator of its own with a connection per account.
    function Start-World([int] $Accounts = 1, [string] $ApiVersion = 'MarketV3') {
        $world = Start-VmEmulator -ClockRate 1000 -AccountCount $Accounts
        $connections = foreach ($key in $world.ApiKeys) { Connect-Fluence -Endpoint $world.Uri -ApiKey $key -ApiVersion $ApiVersion }
        [pscustomobject]@{ Emulator = $world; Connections = @($connections) }
    }
    function Stop-World { Disconnect-Fluence; Get-VmEmulator | Stop-VmEmulator }
    function Get-JournalFile { Get-ChildItem $env:FLUENCEVM_HOME -Recurse -File -ErrorAction Ignore | Sort-Object FullName }
    function Get-JournalText { (Get-JournalFile | ForEach-Object { "$($_.FullName) $(Get-Content $_.FullName -Raw)" }) -join "`n" }

    # Runs a script with a connection in a runspace of its own and stops it once something is true.
    function Stop-WhenTrue([string] $Script, $Connection, [scriptblock] $When) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$connection) Import-Module '$env:FLUENCEVM_MODULE'; $Script").AddArgument($Connection)
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while (-not (& $When) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 10 }
        $shell.Stop()
        $null = $running.AsyncWaitHandle.WaitOne(30000)
        [pscustomobject]@{ Output = $output; Warnings = @($shell.Streams.Warning); Errors = @($shell.Streams.Error) }
        $shell.Dispose()
    }
}

Describe 'An account' {
    BeforeEach { $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid()) }
    AfterEach { Stop-World; Remove-Item Env:FLUENCE_API_KEY, Env:FLUENCE_ENDPOINT -ErrorAction Ignore }

    It 'never finds, judges or adopts the order of another one with the same key' {
        $world = Start-World -Accounts 2
        $mine, $theirs = $world.Connections
        $null = Add-FluenceSshKey laptop (Get-FakePublicKey) -Connection $theirs
        Set-VmEmulatorFault CreateVm DropAfter -Count 1
        # The first list is of the names that are taken, the second of what is there before.
        Set-VmEmulatorFault ListVms Status -StatusCode 500 -Nth (3..41)
        $null = New-FluenceVm web @order -OrderKey rel-1 -TimeoutSec 1 -Connection $mine @quiet
        Clear-VmEmulatorFault
        Step-VmEmulator 01:00:00
        Resolve-FluenceOrder -Connection $theirs | Should -BeNullOrEmpty
        Get-FluenceOrder -Connection $theirs | Should -BeNullOrEmpty
        (Get-FluenceOrder rel-1 -Connection $mine).State | Should -Be 'Unknown'

        $their = New-FluenceVm web @order -OrderKey rel-1 -Connection $theirs
        $my = New-FluenceVm web @order -OrderKey rel-1 -Connection $mine
        $my.Id | Should -Not -Be $their.Id
        @(Get-FluenceVm web -Connection $mine).Count | Should -Be 1
        @(Get-FluenceVm web -Connection $theirs).Count | Should -Be 1
        (Get-FluenceOrder -All).Count | Should -Be 2
    }

    It 'is another one with every new emulator, and the same one for another session with it' {
        $first = Start-World
        $vm = New-FluenceVm web @order -OrderKey release-42
        Disconnect-Fluence
        $null = Connect-Fluence -Endpoint $first.Emulator.Uri -ApiKey $first.Emulator.ApiKey -ApiVersion MarketV3
        (New-FluenceVm web @order -OrderKey release-42).Id | Should -Be $vm.Id
        Stop-World
        $null = Start-World
        { New-FluenceVm web2 @order -OrderKey release-42 -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is the one of FLUENCE_API_KEY as it is now' {
        $world = Start-World -Accounts 2
        Disconnect-Fluence
        $env:FLUENCE_ENDPOINT = $world.Emulator.Uri
        $PSDefaultParameterValues.Remove('Connect-Fluence:ApiVersion')
        $names = foreach ($key in $world.Emulator.ApiKeys) {
            $env:FLUENCE_API_KEY = $key
            (Get-FluenceVm).Count
            (Get-FluenceVm | Select-Object -First 1).Id
        }
        $names[1] | Should -Not -Be $names[3]
        Remove-Item Env:FLUENCE_API_KEY
        { Get-FluenceVm -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        $PSDefaultParameterValues['Connect-Fluence:ApiVersion'] = $Generation
    }
}

Describe 'An order' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $world = Start-World
    }
    AfterEach { Stop-World }

    It 'that a gateway passed on before it answered <_> is not placed again' -ForEach 408, 499, 502, 504 {
        Set-VmEmulatorFault CreateVm StatusAfter -StatusCode $_ -Body Html -Count 1
        $vm = New-FluenceVm web @order -OrderKey k @quiet
        (New-FluenceVm web @order -OrderKey k).Id | Should -Be $vm.Id
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'whose VM was removed is an error that says how to order again, and orders nothing' {
        $vm = New-FluenceVm web-9 @order -OrderKey web-9
        $vm | Remove-FluenceVm -Confirm:$false
        $again = New-FluenceVm web-9 @order -OrderKey web-9 -ErrorVariable failed @quiet
        $again | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrderGone,*'
        $failed[0].Exception.Message | Should -BeLike "*$($vm.Id)*Resolve-FluenceOrder 'web-9' -NotCreated*"
        @(Get-Request CreateVm).Count | Should -Be 1

        (Resolve-FluenceOrder web-9 -NotCreated -Confirm:$false).State | Should -Be 'NotCreated'
        (New-FluenceVm web-9 @order -OrderKey web-9).Id | Should -Not -Be $vm.Id
    }

    It 'whose VM somebody else removed is not made up either' {
        $vm = New-FluenceVm web-9 @order -OrderKey web-9
        Disconnect-Fluence
        $home1 = $env:FLUENCEVM_HOME
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $null = Connect-Fluence -Endpoint $world.Emulator.Uri -ApiKey $world.Emulator.ApiKey -ApiVersion MarketV3
        Remove-FluenceVm $vm -Confirm:$false
        Step-VmEmulator 00:10:00
        $env:FLUENCEVM_HOME = $home1
        New-FluenceVm web-9 @order -OrderKey web-9 -Wait -TimeoutSec 1 -ErrorVariable failed @quiet | Should -BeNullOrEmpty
        "$failed" | Should -BeLike "*$($vm.Id)*"
    }

    It 'that nobody can judge is settled by its user with -VmId, who is asked' {
        Set-VmEmulatorFault CreateVm DropAfter -Count 1
        # The first list is of the names that are taken, the second of what is there before.
        Set-VmEmulatorFault ListVms Status -StatusCode 500 -Nth (3..41)
        $null = New-FluenceVm lost @order -OrderKey k -TimeoutSec 1 @quiet
        Clear-VmEmulatorFault
        Get-FluenceVm lost | Set-FluenceVm -NewName renamed -Confirm:$false
        Step-VmEmulator 01:00:00
        $id = (Get-FluenceVm renamed).Id
        $undecided = Resolve-FluenceOrder k
        $undecided.State | Should -Be 'Unknown'
        $undecided.Message | Should -BeLike "*$id*-VmId*-NotCreated*"
        Resolve-FluenceOrder k -VmId $id -WhatIf
        (Get-FluenceOrder k).State | Should -Be 'Unknown'
        (Resolve-FluenceOrder k -VmId $id -Confirm:$false).VmIds | Should -Be $id
        (New-FluenceVm lost @order -OrderKey k).Id | Should -Be $id
    }

    It 'is the same with its ports in another order and another price limit' {
        $vm = New-FluenceVm web @order -OrderKey k -OpenPort 80, 443
        (New-FluenceVm web @order -OrderKey k -OpenPort 443, 80 -MaxPricePerEpoch 90).Id | Should -Be $vm.Id
        { New-FluenceVm web @order -OrderKey k -OpenPort 443 -ErrorAction Stop } | Should -Throw -ErrorId 'OrderConflict,*'
    }

    It 'gives its VM before the error, also if the wait for it ends too early' {
        $kept = [Collections.Generic.List[object]]::new()
        try { New-FluenceVm slow @order -Wait -TimeoutSec 1 -PollSec 0.1 -ErrorAction Stop |
            ForEach-Object { $kept.Add($_) } } catch { $caught = $_ }
        if ($caught) { $caught.FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*' }
        $kept.Count | Should -Be 1
        $kept | Remove-FluenceVm -Confirm:$false
    }

    It 'gives its VM before the error of a status request that is refused' {
        Set-VmEmulatorFault GetVmStatus Status -StatusCode 403
        $kept = [Collections.Generic.List[object]]::new()
        { New-FluenceVm web @order -Wait -ErrorAction Stop | ForEach-Object { $kept.Add($_) } } | Should -Throw
        $kept.Count | Should -Be 1
    }

    It 'waits for a VM that the list shows only some seconds later' {
        Set-VmEmulatorFault GetVmStatus Lag -LagChanges 1 -Count 2
        $vm = New-FluenceVm web @order -Wait -PollSec 0.1 -TimeoutSec 60
        $vm.Status | Should -Be 'Active'
    }

    It 'is shown without a connection, and every account''s with -All' {
        $null = New-FluenceVm web @order -OrderKey k
        Disconnect-Fluence
        (Get-FluenceOrder k).State | Should -Be 'Created'
        (Get-FluenceOrder -All).Key | Should -Be 'k'
    }
}

Describe '-WhatIf' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $world = Start-World
    }
    AfterEach { Stop-World }

    It 'reads and writes nothing: no change at the service, no file, no lock, no settled order' {
        Set-VmEmulatorFault CreateVm DropAfter -Count 1
        # The first list is of the names that are taken, the second of what is there before.
        Set-VmEmulatorFault ListVms Status -StatusCode 500 -Nth (3..41)
        $null = New-FluenceVm lost @order -OrderKey lost -TimeoutSec 1 @quiet
        $null = New-FluenceVm made @order -OrderKey made @quiet
        Clear-VmEmulatorFault
        $before = Get-JournalText
        $asked = @(Get-VmEmulator -Requests).Count
        New-FluenceVm new @order -WhatIf
        New-FluenceVm new @order -OrderKey new -WhatIf
        New-FluenceVm lost @order -OrderKey lost -WhatIf
        Resolve-FluenceOrder lost -WhatIf
        Resolve-FluenceOrder lost -NotCreated -WhatIf
        Get-FluenceVm lost | Remove-FluenceVm -WhatIf
        Get-FluenceVm lost | Set-FluenceVm -NewName other -WhatIf
        Get-JournalText | Should -Be $before
        $changes = Get-VmEmulator -Requests |
            Select-Object -Skip $asked |
            Where-Object { $_.Method -ne 'GET' -and $_.Operation -ne 'Estimate' }
        $changes | Should -BeNullOrEmpty
    }
}

Describe 'An order of generation Cloud' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $world = Start-World -ApiVersion Cloud
        $size = @{ Configuration = 'cpu-regular-2vcpu-4gb' }
    }
    AfterEach { Stop-World }

    It 'that stopped half way is not gone on with under -WhatIf, which only reads' {
        Set-VmEmulatorFault Provision Status -StatusCode 500
        $null = New-FluenceVm half @order @size -PublicIp -OpenPort 443 -OrderKey half -TimeoutSec 1 @quiet
        Clear-VmEmulatorFault
        (Get-FluenceOrder half).State | Should -Be 'Unknown'
        $before = Get-JournalText
        $asked = @(Get-VmEmulator -Requests).Count
        New-FluenceVm half @order @size -PublicIp -OpenPort 443 -OrderKey half -WhatIf
        Get-JournalText | Should -Be $before
        Get-VmEmulator -Requests |
            Select-Object -Skip $asked |
            Where-Object { $_.Method -ne 'GET' -and $_.Operation -ne 'Estimate' } |
            Should -BeNullOrEmpty
        (New-FluenceVm half @order @size -PublicIp -OpenPort 443 -OrderKey half).Id | Should -Be (Get-FluenceVm half).Id
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'gives what was created before the error, which says why the rest was not, also under -ErrorAction Stop' {
        Set-VmEmulatorFault CreateVm Status -StatusCode 422 -Nth 2
        $kept = [Collections.Generic.List[object]]::new()
        try { New-FluenceVm some @order @size -Count 3 -OrderKey some -ErrorAction Stop | ForEach-Object { $kept.Add($_) } }
        catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'OrderPartial,*'
        $kept.Count | Should -BeGreaterOrEqual 1
        foreach ($vm in $kept) { "$caught" | Should -BeLike "*$($vm.Id)*" }
        "$caught" | Should -BeLike '*422*'
        $kept.Id | Sort-Object | Should -Be ((Get-FluenceVm some*).Id | Sort-Object)
    }
}

Describe 'Several items' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $world = Start-World
    }
    AfterEach { Stop-World }

    It 'are each an error of their own in Set-FluenceVm' {
        $vms = Get-FluenceVm | Select-Object -First 3
        $vms[1] | Remove-FluenceVm -Confirm:$false
        Step-VmEmulator 00:10:00
        $vms | Set-FluenceVm -NewName renamed -ErrorVariable failed @quiet
        $failed.Count | Should -Be 1
        (Get-FluenceVm renamed).Count | Should -Be 2
    }

    It 'are given by Set-FluenceVm before the error of another one, also under -ErrorAction Stop' {
        $vms = Get-FluenceVm | Select-Object -First 3
        $vms[0] | Remove-FluenceVm -Confirm:$false
        Step-VmEmulator 00:10:00
        $kept = [Collections.Generic.List[object]]::new()
        { $vms | Set-FluenceVm -NewName renamed -PassThru -ErrorAction Stop | ForEach-Object { $kept.Add($_) } } | Should -Throw
        $kept.Name | Should -Be 'renamed', 'renamed'
    }

    It 'are given by Add-MachineCredit before the error of another one, also under -ErrorAction Stop' {
        $null = Connect-Cudos -Node $world.Emulator.Uri
        Remove-Machine build-cache -Confirm:$false
        $failed = Get-Machine build-cache
        $paid = Get-Machine web-1
        $kept = [Collections.Generic.List[object]]::new()
        { $failed, $paid | Add-MachineCredit -Amount 1 -PassThru -ErrorAction Stop | ForEach-Object { $kept.Add($_) } } | Should -Throw
        $kept.Id | Should -Be $paid.Id
        $kept[0].Credit | Should -BeGreaterThan $paid.Credit
        Disconnect-Cudos
    }

    It 'are all removed although one is refused under -ErrorAction Stop, and the others are given first' {
        $vms = Get-FluenceVm | Select-Object -First 4
        $vms[0] | Remove-FluenceVm -Confirm:$false
        Step-VmEmulator 00:10:00
        $kept = [Collections.Generic.List[object]]::new()
        { $vms | Remove-FluenceVm -PassThru -Confirm:$false -ErrorAction Stop 3>$null | ForEach-Object { $kept.Add($_) } } | Should -Throw
        $kept.Count | Should -Be 3
        Step-VmEmulator 00:10:00
        Get-FluenceVm -Id $vms.Id -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'are each an error of their own in <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-FluenceEstimate'; Bad = @{ Configuration = 'no-such-size' } }
        @{ Cmdlet = 'Find-FluenceOffer'; Bad = @{ Country = 'Poland' } }
    ) {
        $rows = [pscustomobject]$Bad, [pscustomobject]@{ Configuration = 'cpu-2-ram-4gb-storage-25gb' }
        $found = $rows | & $Cmdlet -ErrorVariable failed @quiet
        $found | Should -Not -BeNullOrEmpty
        $failed.Count | Should -Be 1
    }

    It 'are each an error of their own in Add-FluenceSshKey' {
        $rows = [pscustomobject]@{ Name = 'bad'; PublicKey = 'nonsense.pub' },
            [pscustomobject]@{ Name = 'good'; PublicKey = Get-FakePublicKey }
        ($rows | Add-FluenceSshKey -ErrorVariable failed @quiet).Name | Should -Be 'good'
        $failed.Count | Should -Be 1
    }
}

Describe 'A stopped command' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $world = Start-World
    }
    AfterEach { Stop-World }

    It 'settles the order that it has sent, and the same command goes on with it' {
        Set-VmEmulatorFault CreateVm DelayAfter -DelaySec 2
        $null = Stop-WhenTrue "New-FluenceVm web ubuntu-22-04-x64 laptop -OrderKey k -Connection `$connection" $world.Connections[0] {
            (Get-FluenceVm web -ErrorAction Ignore) -or @(Get-Request CreateVm).Count
        }
        Clear-VmEmulatorFault
        $settled = Get-FluenceOrder k
        $settled.State | Should -Be 'Created' -Because $settled.Message
        (New-FluenceVm web @order -OrderKey k).Id | Should -Be (Get-FluenceVm web).Id
        @(Get-Request CreateVm).Count | Should -Be 1
    }

    It 'names in a warning what it leaves billed' {
        $endpoint = $world.Emulator.Uri
        $key = $world.Emulator.ApiKey
        $text = Invoke-FreshShell @"
`$null = Connect-Fluence -Endpoint $endpoint -ApiKey $key -ApiVersion MarketV3
New-FluenceVm mine ubuntu-22-04-x64 laptop -Count 3 -OrderKey k | Select-Object -First 1 | ForEach-Object { "got `$(`$_.Id)" }
"@
        $ids = (Get-FluenceVm mine-*).Id
        foreach ($id in $ids) { $text -replace '\s' | Should -BeLike "*$id*" }
        $text | Should -BeLike '*WARNING*Remove-FluenceVm*'
    }

    # A signal is Ctrl+C on Unix alone.
    It 'waits for its order after <Case>' -Tag 'Ctrl+C is sent as a signal of Unix' `
        -Skip:($PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) -ForEach @(
        @{ Case = 'one Ctrl+C, up to a fixed time'; Presses = 1; Outcome = 'unknown' }
        @{ Case = 'a second Ctrl+C no longer'; Presses = [int]::MaxValue; Outcome = 'sent' }
    ) {
        Set-VmEmulatorFault CreateVm DelayAfter -DelaySec 600
        $script = "Import-Module '$env:FLUENCEVM_MODULE'; `$null = Connect-Fluence -Endpoint $($world.Emulator.Uri) -ApiKey " +
            "$($world.Emulator.ApiKey) -ApiVersion MarketV3; New-FluenceVm web ubuntu-22-04-x64 laptop -OrderKey k"
        $start = [Diagnostics.ProcessStartInfo]::new($Program)
        foreach ($argument in $ProgramStart + '-NoProfile', '-NonInteractive', '-Command', $script) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $shell = [Diagnostics.Process]::Start($start)
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while (-not (Get-FluenceVm web -ErrorAction Ignore) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        for ($pressed = 0; -not $shell.HasExited -and [DateTime]::UtcNow -lt $deadline; $pressed++) {
            if ($pressed -lt $Presses) { & /bin/kill -INT $shell.Id }
            $null = $shell.WaitForExit(300)
        }
        $shell.HasExited | Should -BeTrue
        $shell.Dispose()

        Get-JournalText | Should -BeLike "*""outcome"": ""$Outcome""*"
        Clear-VmEmulatorFault
        $vm = New-FluenceVm web @order -OrderKey k @quiet
        @(Get-FluenceVm web).Id | Should -Be $vm.Id
    }

    It 'says nothing if the pipeline has everything' {
        $endpoint = $world.Emulator.Uri
        $key = $world.Emulator.ApiKey
        $text = Invoke-FreshShell @"
`$null = Connect-Fluence -Endpoint $endpoint -ApiKey $key -ApiVersion MarketV3
New-FluenceVm web ubuntu-22-04-x64 laptop -OrderKey k | Select-Object -First 1 | ForEach-Object { "got `$(`$_.Id)" }
"@
        $text | Should -BeLike '*got 0x*'
        $text | Should -Not -BeLike '*WARNING*'
    }
}

Describe 'One deadline' {
    AfterEach { Disconnect-Fluence; Stop-TestServer $server }

    It 'bounds the retries of Wait-FluenceVm too' {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $server = Start-TestServer { @{ Status = 503; Body = '{"error":"later"}'; Headers = @{ 'Retry-After' = '40' } } }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $vm = '{"Id":"0x1111111111111111111111111111111111111111","Name":"web"}' | ConvertFrom-Json
        $vm = [FluenceVm.Model.Vm]($vm | ForEach-Object { @{ Id = $_.Id; Name = $_.Name } })
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Wait-FluenceVm $vm -TimeoutSec 1 -PollSec 0.1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 30
    }
}

Describe 'The journal' {
    AfterEach { Disconnect-Fluence; Get-VmEmulator | Stop-VmEmulator; Remove-Item Env:FLUENCEVM_HOME -ErrorAction Ignore }

    It 'is refused in a relative folder, which would be another one from elsewhere' {
        $env:FLUENCEVM_HOME = 'journals'
        $null = Connect-Fluence -Emulator -ApiVersion MarketV3
        { New-FluenceVm web @order -ErrorAction Stop } | Should -Throw -ErrorId 'JournalFolderRelative,*'
        @(Get-Request CreateVm).Count | Should -Be 0
    }

    It 'leaves nothing in the temporary folder' {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        # One that nobody else writes to: other tests and programs use the system's.
        $own = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))
        $variable = if ($env:OS -eq 'Windows_NT') { 'TMP' } else { 'TMPDIR' }
        $before = [Environment]::GetEnvironmentVariable($variable)
        [Environment]::SetEnvironmentVariable($variable, $own.FullName)
        try {
            $null = Connect-Fluence -Emulator -ApiVersion MarketV3
            $null = New-FluenceVm web @order
            Disconnect-Fluence
            [IO.Path]::GetTempPath().TrimEnd('/', '\') | Should -Be $own.FullName
        }
        finally { [Environment]::SetEnvironmentVariable($variable, $before) }
        Get-ChildItem $own | Should -BeNullOrEmpty
    }
}
