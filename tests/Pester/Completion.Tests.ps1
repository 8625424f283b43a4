BeforeAll {
    . $PSScriptRoot/Setup.ps1
    function Get-Completion([string] $Text) { @((TabExpansion2 $Text $Text.Length).CompletionMatches) }
    # A loaded machine may need longer for the first response than a tab key waits; a later one finds it ready. What is remembered
    # from before lives longer than this waits.
    function Get-ReadyCompletion([string] $Text) {
        $deadline = [DateTime]::UtcNow.AddSeconds(20)
        do { $found = Get-Completion $Text } until ($found -or [DateTime]::UtcNow -gt $deadline)
        $found
    }
    # Files of the current folder are PowerShell's own fallback; here are none.
    Push-Location (New-Item (Join-Path $TestDrive empty) -ItemType Directory)

    function Connect-TestFleet([string[]] $Name) {
        $number = 0
        $vms = foreach ($each in $Name) {
            $number++
            @{ id = '0x{0:x40}' -f $number; vmName = $each; status = 'Active'; pricePerEpoch = '1.5'; resources = @() }
        }
        Start-TestServer -With @{ Vms = ConvertTo-Json @($vms) -Depth 3 } {
            param($request, $with)
            if ($request.Path -eq '/ssh_keys') {
                @{ Body = '[{"name":"my laptop","fingerprint":"SHA256:x"},{"name":"it''s","fingerprint":"SHA256:y"}]' }
            } else { @{ Body = $with.Vms } }
        }
    }
}
AfterAll { Pop-Location }

Describe 'Completion' {
    BeforeAll {
        $emulator = Connect-TestEmulator -ClockRate 0
    }
    AfterAll { Disconnect-TestEmulator }

    It 'completes -Image to slugs, with names' {
        $found = Get-ReadyCompletion 'New-FluenceVm -Image ubuntu'
        $found.CompletionText | Should -Be 'ubuntu-22-04-x64', 'ubuntu-24-04-x64'
        $found[0].ToolTip | Should -BeLike '*22.04*'
    }

    It 'completes -Configuration, with the cheapest price' {
        $found = Get-ReadyCompletion "New-FluenceVm -Configuration $((Get-Configuration 4).Split('-')[0..1] -join '-')"
        $found.CompletionText | Should -Contain (Get-Configuration 4)
        ($found | Where-Object CompletionText -eq (Get-Configuration 4)).ToolTip | Should -Match "^from \d+\.\d+ $Currency per hour$"
        (Get-ReadyCompletion "Get-FluenceEstimate -Configuration $(Get-Configuration 2)").Count | Should -Be 1
    }

    It 'completes -Country' {
        (Get-ReadyCompletion 'Find-FluenceOffer -Country p').CompletionText | Should -Be 'PL'
        (Get-ReadyCompletion 'Get-FluenceVm -Country ').CompletionText | Should -Contain 'DE'
    }

    It 'completes -SshKey, with fingerprints' {
        $found = Get-ReadyCompletion 'New-FluenceVm -SshKey '
        $found.CompletionText | Should -Contain 'laptop'
        $found.ToolTip | Should -Match '^SHA256:'
    }

    It 'completes -Name, with status and price' {
        $found = Get-ReadyCompletion 'Get-FluenceVm -Name web'
        $found.CompletionText | Should -Be 'web-1', 'web-2'
        $found[0].ToolTip | Should -Match "^$Running, \d+\.\d+ $Currency per epoch$"
    }

    It 'completes -Id from an id or a name' {
        $id = (Get-FluenceVm web-1).Id
        (Get-ReadyCompletion "Remove-FluenceVm -Id $($id.Substring(0, $id.Length - 1))").CompletionText | Should -Contain $id
        (Get-ReadyCompletion 'Get-FluenceVm -Id web-1').CompletionText | Should -Be $id
        foreach ($cmdlet in 'Remove-FluenceVm', 'Set-FluenceVm', 'Wait-FluenceVm', 'Restart-FluenceVm') {
            $found = Get-ReadyCompletion "$cmdlet web-1"
            $found.CompletionText | Should -Be 'web-1'
            $found.ListItemText | Should -Be "web-1 ($id)"
        }
    }

    It 'completes to the id where two VMs have the name' {
        $twins = 1, 2 | ForEach-Object { New-FluenceVm twin ubuntu-22-04-x64 laptop -OrderKey "twin-$_" }
        (Get-ReadyCompletion 'Remove-FluenceVm twin').CompletionText | Sort-Object | Should -Be ($twins.Id | Sort-Object)
    }

    It 'completes -Status, with how many have it' {
        $found = Get-ReadyCompletion "Get-FluenceVm -Status $($Ended.Substring(0, 4))"
        $found.CompletionText | Should -Be $Ended
        $found.ToolTip | Should -Match '^1 '
        (Get-ReadyCompletion 'Wait-FluenceVm x -Status Act').CompletionText | Should -Be 'Active'
    }

    It 'completes <Line> without a look at files' -ForEach @(
        @{ Line = 'New-FluenceVm -CpuManufacturer '; Has = 'AMD' }
        @{ Line = 'Get-FluenceEstimate -CpuArchitecture '; Has = 'Zen' }
        @{ Line = 'Find-FluenceOffer -MemoryType '; Has = 'DDR' }
        @{ Line = 'Find-FluenceOffer -MemoryGeneration '; Has = '5' }
        @{ Line = 'New-FluenceVm -OpenPort 44'; Has = '443/tcp' }
        @{ Line = 'Set-FluenceVm -AddPort '; Has = '80/tcp' }
        @{ Line = 'Set-FluenceVm -RemovePort '; Has = '22/tcp' }
        @{ Line = 'Step-VmEmulator -By '; Has = '12h' }
        @{ Line = 'Add-MachineCredit -Duration '; Has = '30d' }
    ) {
        $cpu = @(Get-FluenceHardware | Where-Object Kind -EQ Cpu)[0]
        $open = @((Get-FluenceVm).Ports | Where-Object { $_ })[0]
        $expected = switch -Wildcard ($Line) {
            '*-CpuManufacturer*' { $cpu.Manufacturer }
            '*-CpuArchitecture*' { $cpu.Architecture }
            '*-RemovePort*' { "$open" }
            default { $Has }
        }
        if ($Generation -eq 'Cloud' -and $Line -like '*-Memory*') {
            Set-ItResult -Skipped -Because 'the service names no kinds of memory in generation Cloud'
            return
        }
        (Get-ReadyCompletion $Line).CompletionText | Should -Contain $expected
    }

    It 'completes disks, addresses, networks and firewalls of generation Cloud, with size and state' {
        $cloud = Start-VmEmulator
        $connection = Connect-Fluence -Endpoint $cloud.Uri -ApiKey $cloud.ApiKey -ApiVersion Cloud
        try {
            $found = Get-ReadyCompletion 'Set-FluenceDisk app-da'
            $found.CompletionText | Should -Be 'app-data'
            $found.ToolTip | Should -Be '100 GB, ready'
            # Of two with one name, the id says which.
            $twin = New-FluenceDisk app-data 10 (Get-FluenceDisk app-data).Cluster
            (Get-ReadyCompletion "Get-FluenceDisk $($twin.Id)").CompletionText | Should -Be $twin.Id
            (Get-ReadyCompletion 'Set-FluencePublicIp web-').ToolTip | Should -Match '^198\.18\.\d+\.\d+, ready$'
            (Get-ReadyCompletion 'New-FluenceVm -SecurityGroup fluencevm-')[0].ToolTip | Should -Match '^tcp 22, .*, ready$'
            (Get-ReadyCompletion 'Get-FluenceSubnet -Vpc ')[0].ListItemText | Should -BeLike 'default *'
            (Get-ReadyCompletion 'Remove-FluenceSubnet ').ToolTip | Should -Contain '10.101.0.0/16, ready'
            (Get-ReadyCompletion 'New-FluenceDisk x 10 Wars').CompletionText | Should -Be "'Warsaw 1'"
            (Get-ReadyCompletion 'Get-FluenceCluster -Country p').CompletionText | Should -Be 'PL'
            (Get-ReadyCompletion 'Mount-FluenceDisk app-data -Vm app-1').ListItemText | Should -BeLike 'app-1*'
        }
        finally {
            Disconnect-Fluence -Connection $connection
            $cloud | Stop-VmEmulator
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion $Generation
        }
    }

    It 'completes the keys of orders' {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive journal
        try {
            $null = New-FluenceVm keyed ubuntu-22-04-x64 laptop -OrderKey completed-1
            foreach ($line in 'Resolve-FluenceOrder comp', 'Get-FluenceOrder comp', 'New-FluenceVm keyed -OrderKey comp') {
                (Get-ReadyCompletion $line).CompletionText | Should -Be 'completed-1'
            }
        }
        finally { Remove-Item Env:FLUENCEVM_HOME }
    }

    It 'completes from the connection that -Connection names' {
        $other = Start-VmEmulator
        try {
            $connection = Connect-Fluence -Endpoint $other.Uri -ApiKey $other.ApiKey -ApiVersion MarketV3
            $null = Set-FluenceVm web-1 -NewName elsewhere -Connection $connection
            $null = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
            (Get-ReadyCompletion 'Get-FluenceVm -Name web-').CompletionText | Should -Contain 'web-1'
        }
        finally { Stop-VmEmulator -Emulator $other }
    }

    It 'knows what the session has just made, and what it has just removed' {
        (Get-ReadyCompletion 'New-FluenceVm -SshKey ').CompletionText | Should -Not -Contain 'fresh'
        $null = Add-FluenceSshKey fresh (Get-FakePublicKey)
        (Get-ReadyCompletion 'New-FluenceVm -SshKey fr').CompletionText | Should -Be 'fresh'
        Remove-FluenceSshKey fresh
        Get-Completion 'New-FluenceVm -SshKey fr' | Should -BeNullOrEmpty
    }

    It 'knows what it has just made of machines' {
        $null = Connect-Cudos -Node $emulator.Uri
        try {
            Get-ReadyCompletion 'Get-Machine ' | Should -Not -BeNullOrEmpty
            $null = New-Machine fresh debian-12 (Get-FakePublicKey) basic-1 -Credit 10
            (Get-ReadyCompletion 'Get-Machine fr').CompletionText | Should -Be 'fresh'
        }
        finally { Disconnect-Cudos }
    }

    It 'asks once for many keys pressed' {
        $null = Get-ReadyCompletion 'New-FluenceVm -Image u'
        $before = @(Get-Request ListImages).Count
        1..5 | ForEach-Object { $null = Get-Completion "New-FluenceVm -Image ub" }
        @(Get-Request ListImages).Count | Should -Be $before
    }
}

Describe 'Completion of names with spaces and quotes' {
    BeforeAll {
        $server = Connect-TestFleet 'my web', "bob's", 'plain', '$(evil)', 'a;b', ([char]0x2019 + 'curly')
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $null = Get-FluenceVm
        $deadline = [DateTime]::UtcNow.AddSeconds(30)
        do { $found = Get-Completion 'Get-FluenceVm -Name ' } until ($found.Count -gt 3 -or [DateTime]::UtcNow -gt $deadline)
    }
    AfterAll { Disconnect-Fluence; Stop-TestServer $server }

    It 'quotes so that what is inserted means the name again' {
        $found.Count | Should -Be 6
        $names = $found | ForEach-Object { [scriptblock]::Create("Write-Output $($_.CompletionText)").Invoke() }
        $names | Sort-Object | Should -Be ((Get-FluenceVm).Name | Sort-Object)
        $found.CompletionText | Should -Contain 'plain'
    }

    It 'goes on from an opened quote' {
        (Get-Completion "Get-FluenceVm -Name 'my").CompletionText | Should -Be "'my web'"
        (Get-Completion 'Get-FluenceVm -Name "my').CompletionText | Should -Be "'my web'"
    }
}

Describe 'Completion if nothing can be said' {
    AfterEach { Disconnect-Fluence; if ($server) { Stop-TestServer $server; $server = $null } }

    It 'is silent if nothing is connected, and never asks for a key' {
        $text = Invoke-FreshShell ('Set-Location (New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType ' +
            ('Directory); $line = "New-FluenceVm -Image "; $found = (TabExpansion2 $line $line.Length).CompletionMatches; "found: ' +
                '$($found.Count), errors: $($Error.Count)"'))
        $text.Trim() | Should -Be 'found: 0, errors: 0'
    }

    It 'is silent where the service <Case>' -ForEach @(
        @{ Case = 'refuses the key'; Reply = @{ Status = 403; Body = '{"error":"Auth failed. No such API Key"}' } }
        @{ Case = 'answers in HTML'; Reply = @{ Body = '<html>' } }
        @{ Case = 'hangs up'; Reply = $null }
    ) {
        $server = Start-TestServer -With @{ Reply = $Reply } { param($request, $with) $with.Reply }
        $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $Error.Clear()
        foreach ($line in 'New-FluenceVm -Image ', 'New-FluenceVm -SshKey ', 'Get-FluenceVm -Name ', 'Get-FluenceVm -Id ',
            'Find-FluenceOffer -Country ') { Get-Completion $line | Should -BeNullOrEmpty }
        $Error.Count | Should -Be 0
    }

    It 'does not hold the tab key where the service never answers' {
        $held = @{ Go = $true }
        $server = Start-TestServer -With $held { param($request, $with) while ($with.Go) { Start-Sleep -Milliseconds 20 } }
        try {
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Get-Completion 'Get-FluenceVm -Name ' | Should -BeNullOrEmpty
            Get-Completion 'Get-FluenceVm -Name w' | Should -BeNullOrEmpty
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        }
        finally { $held.Go = $false }
    }

    It 'is silent for a connection that is closed' {
        $server = Start-TestServer { @{ Body = '[]' } }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        Disconnect-Fluence
        Get-Completion 'Get-FluenceVm -Connection $connection -Name ' | Should -BeNullOrEmpty
    }
}
