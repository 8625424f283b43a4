BeforeAll {
    # The same in each generation; MarketV3's VMs have ports and an address at once.
    $asked = $env:FLUENCEVM_TEST_GENERATION
    $env:FLUENCEVM_TEST_GENERATION = 'MarketV3'
    . $PSScriptRoot/Setup.ps1
    $env:FLUENCEVM_TEST_GENERATION = $asked
    $null = Connect-Fluence -Emulator
    $null = Connect-Cudos -Emulator
    function Get-ChangeCount {
        @(Get-VmEmulator -Requests | Where-Object { $_.Operation -match 'Create|Update|Delete|Restart|Execute' }).Count
    }
    $order = @{ Name = 'table'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop' }
    # What a table's row becomes: the VMs that were ordered, the requests that it cost, and its errors.
    function Invoke-Row([hashtable] $Cell) {
        $before = Get-ChangeCount
        $row = $order.Clone()
        foreach ($name in $Cell.Keys) { $row[$name] = $Cell[$name] }
        $vms = [pscustomobject]$row | New-FluenceVm -ErrorVariable failed -ErrorAction SilentlyContinue
        [pscustomobject]@{
            Vms = @($vms)
            Errors = @($failed | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
            Changes = (Get-ChangeCount) - $before
        }
    }
}
AfterAll { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

Describe 'An amount' {
    It 'of <Command> is refused as <Text>, with the right spelling' -ForEach @(
        foreach ($command in @(
            "Add-MachineCredit web-1 -Amount '{0}' -WhatIf"
            "New-Machine m debian-12 key basic-1 -Credit '{0}' -WhatIf"
            "New-FluenceVm a ubuntu-22-04-x64 laptop -MaxPricePerEpoch '{0}' -WhatIf"
            "Get-FluenceEstimate -MaxPricePerEpoch '{0}'"
            "Find-FluenceOffer -MaxPricePerEpoch '{0}'"
        )) {
            @{ Command = $command; Text = '1,5'; Right = '1.5' }
            @{ Command = $command; Text = '1500,75'; Right = '1500.75' }
            @{ Command = $command; Text = '1,500'; Right = '1.500 or 1500' }
            @{ Command = $command; Text = '1e3'; Right = '1000' }
            @{ Command = $command; Text = '1 000'; Right = '1000' }
            @{ Command = $command; Text = 'much'; Right = 'digits' }
        }
    ) {
        $script = [scriptblock]::Create($Command -f $Text)
        $script |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*'$Text' is not a valid amount. Write $Right*"
    }

    It 'is refused unquoted too: <Text>' -ForEach @(
        @{ Text = '1,5'; Right = '1.5' }
        @{ Text = '1e1'; Right = '10' }
        @{ Text = '1kb'; Right = 'digits' }
        @{ Text = '0x10'; Right = 'digits' }
    ) {
        [scriptblock]::Create("Add-MachineCredit web-1 -Amount $Text -WhatIf") |
            Should -Throw -ExpectedMessage "*'$Text' is not a valid amount. Write $Right*"
    }

    It 'of things is a whole number: <Command>' -ForEach @(
        @{ Command = "New-FluenceVm a ubuntu-22-04-x64 laptop -Count '1,5' -WhatIf"; Text = '1,5' }
        @{ Command = "New-FluenceVm a ubuntu-22-04-x64 laptop -Count 1.5 -WhatIf"; Text = '1.5' }
        @{ Command = "Get-FluenceEstimate -Count 'two'"; Text = 'two' }
        @{ Command = "Get-FluenceEstimate -StorageType SSD -AdditionalStorageGiB '1,000'"; Text = '1,000' }
    ) {
        [scriptblock]::Create($Command) | Should -Throw -ExpectedMessage "*'$Text' is not a whole number*"
    }

    It 'keeps every digit, typed or computed' {
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey (Get-FakePublicKey) -Credit 100.000000000000000001).CreditAcudos |
            Should -Be ([bigint]::Parse('100000000000000000001'))
        $credit = 12 + 0.5
        (New-Machine -MachineType basic-1 -Image debian-12 -SshKey (Get-FakePublicKey) -Credit $credit).Credit | Should -Be 12.5
    }
}

Describe 'A duration' {
    It 'of <Command> is refused where it could be two' -ForEach @(
        @{ Command = 'Add-MachineCredit web-1 -Duration 24:00:00 -WhatIf' }
        @{ Command = 'New-Machine m debian-12 key basic-1 -Duration 24:00:00 -WhatIf' }
        @{ Command = 'Step-VmEmulator 24:00:00' }
    ) {
        [scriptblock]::Create($Command) | Should -Throw -ExpectedMessage "*'24:00:00' could mean 24h or 24d*"
    }

    It 'is read as people write it: <Text>' -ForEach @(
        @{ Text = '6 hours'; Hours = 6 }
        @{ Text = '1d12h'; Hours = 36 }
        @{ Text = '1.12:00:00'; Hours = 36 }
    ) {
        $before = (Get-VmEmulator).Now
        ((Step-VmEmulator $Text -PassThru).Now - $before).TotalHours | Should -BeGreaterOrEqual $Hours
    }

    It 'says how to write what it could not read' {
        { Step-VmEmulator '6 hourz' } | Should -Throw -ExpectedMessage "*'6 hourz' is not a valid duration. Write 12h*"
        { Step-VmEmulator 12 } | Should -Throw -ExpectedMessage "*'12' is not a valid duration*"
    }
}

Describe 'A list of ports' {
    BeforeAll { function Get-PortText([object] $Value) { (New-FluenceVm ports ubuntu-22-04-x64 laptop -OpenPort $Value).Ports -join ' ' } }

    It 'is read from <Text>' -ForEach @(
        @{ Text = '80,443' }
        @{ Text = '80/tcp 443/tcp' }
        @{ Text = '80; 443/TCP' }
        @{ Text = 80, 443 }
        @{ Text = @('80', '443/tcp') }
    ) {
        Get-PortText $Text | Should -Be '22/tcp 80/tcp 443/tcp'
    }

    It 'is read from the ports of another VM, and of a copy of one' {
        $vm = Get-FluenceVm web-1
        Get-PortText $vm.Ports | Should -Be ($vm.Ports -join ' ')
        $vm | Export-Clixml (Join-Path $TestDrive vm.xml) -Depth 4
        Get-PortText (Import-Clixml (Join-Path $TestDrive vm.xml)).Ports | Should -Be ($vm.Ports -join ' ')
    }

    It 'of <Command> is refused with a word about what is right' -ForEach @(
        @{ Command = 'New-FluenceVm a ubuntu-22-04-x64 laptop -OpenPort 80,99999 -WhatIf' }
        @{ Command = 'Set-FluenceVm web-1 -OpenPort 80,99999 -WhatIf' }
        @{ Command = 'Set-FluenceVm web-1 -AddPort 99999 -WhatIf' }
        @{ Command = 'Set-FluenceVm web-1 -RemovePort 99999 -WhatIf' }
    ) {
        [scriptblock]::Create($Command) |
            Should -Throw -ExpectedMessage "*'99999' is not a valid port. Use 1 to 65535, with /tcp or /udp if you like.*"
    }
}

Describe 'A row of a table' {
    It 'orders nothing if a cell of <Column> is wrong' -ForEach @(
        @{ Column = 'MaxPricePerEpoch'; Value = '0,5' }
        @{ Column = 'MaxPricePerEpoch'; Value = 'cheap' }
        @{ Column = 'Count'; Value = 'two' }
        @{ Column = 'OpenPort'; Value = '80,https' }
        @{ Column = 'AdditionalStorageGiB'; Value = '10 GB' }
        @{ Column = 'StorageType'; Value = 'floppy' }
        @{ Column = 'PublicIp'; Value = 'maybe' }
    ) {
        $row = Invoke-Row @{ $Column = $Value }
        $row.Vms | Should -BeNullOrEmpty
        $row.Errors.Count | Should -Be 1
        "$($row.Errors[0])" | Should -BeLike "*$Column*"
        $row.Errors[0].TargetObject.Name | Should -Be 'table'
        $row.Changes | Should -Be 0
    }

    It 'holds its price limit' {
        $row = Invoke-Row @{ MaxPricePerEpoch = '0.001' }
        $row.Vms | Should -BeNullOrEmpty
        $row.Errors.Count | Should -Be 1
        $row.Changes | Should -Be 0
        (Invoke-Row @{ MaxPricePerEpoch = '5' }).Vms.Count | Should -Be 1
        (Invoke-Row @{ MaxPricePerEpoch = '5'; MaxPricePerHour = '0.0001' }).Vms | Should -BeNullOrEmpty
        (Invoke-Row @{ MaxPricePerEpoch = '0.001'; MaxPricePerHour = '5' }).Vms | Should -BeNullOrEmpty
        (Invoke-Row @{ MaxPricePerHour = '5' }).Vms.Count | Should -Be 1
    }

    It 'binds every constraint' {
        $row = Invoke-Row @{
            Configuration = (Get-Configuration 4)
            Country = 'PL,DE'
            StorageType = 'SSD'
            AdditionalStorageGiB = '5'
            Count = '2'
            OpenPort = '80,443'
        }
        $row.Errors | Should -BeNullOrEmpty
        $row.Vms.Count | Should -Be 2
        $row.Vms[0].CpuCount | Should -Be 4
        $row.Vms[0].StorageGiB | Should -Be 30
        $row.Vms[0].Ports -join ' ' | Should -Be '22/tcp 80/tcp 443/tcp'
    }

    It 'means "not given" by an empty cell of <_>' -ForEach 'HostName', 'Country', 'Configuration', 'MaxPricePerEpoch', 'MaxPricePerHour',
        'OpenPort', 'Count', 'UserData', 'OrderKey', 'StorageType', 'AdditionalStorageGiB', 'PublicIp', 'CpuManufacturer', 'MemoryType' {
        $row = Invoke-Row @{ $_ = '' }
        $row.Errors | Should -BeNullOrEmpty
        $row.Vms.Count | Should -Be 1
        (Invoke-Row @{ $_ = $null }).Vms.Count | Should -Be 1
    }

    It 'says nothing for the next one' {
        $vms = "Name,Image,SshKey,HostName,Count`na,ubuntu-22-04-x64,laptop,first,2`nb,ubuntu-22-04-x64,laptop,," |
            ConvertFrom-Csv |
            New-FluenceVm
        $vms.Name | Should -Be 'a-1', 'a-2', 'b'
    }

    It 'is not what an empty argument on the command line is' {
        { New-FluenceVm @order -MaxPricePerEpoch '' -WhatIf } | Should -Throw
        { New-FluenceVm @order -MaxPricePerEpoch $null -WhatIf } | Should -Throw
        { New-FluenceVm @order -HostName '' -WhatIf } | Should -Throw
        { New-FluenceVm @order -Count '' -WhatIf } | Should -Throw
    }
}

Describe 'An object' {
    BeforeAll {
        # Every cmdlet that takes Fluence's VMs or Cudos' machines from the pipeline.
        $takers = Get-Command -Module FluenceVm | Where-Object { $_.Parameters.Id -and
            $_.Name -match '-(FluenceVm|Machine|MachineCredit|MachineOwner)$' -and
            # One takes nothing, the other takes both.
            $_.Name -notin 'New-Machine', 'Enter-FluenceVm' }
        function Get-Pipe([string] $Taker) {
            $more = switch -Wildcard ($Taker) {
                'Add-MachineCredit' { '-Amount 1' } 'Set-MachineOwner' { '-NewOwner x' } 'Set-FluenceVm' { '-NewName x' }
            }
            $whatIf = if ((Get-Command $Taker).Parameters.WhatIf) { '-WhatIf' }
            "$Taker $more $whatIf -ErrorAction SilentlyContinue -ErrorVariable failed"
        }
        function Invoke-Pipe($Object, [string] $Taker) { $Object |
            ForEach-Object { $_ } |
            & ([scriptblock]::Create("`$input | $(Get-Pipe $Taker); `$script:failed = `$failed")) }
        $clouds = @{ Vm = { Get-FluenceVm web-1 }; Machine = { Get-Machine web-1 } }
        function Get-Copy($Object) {
            [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Object, 4))
        }
    }

    It 'of one cloud never names a thing of the other' {
        $takers.Count | Should -BeGreaterThan 10
        foreach ($taker in $takers) {
            $other = if ($taker.Name -like '*-FluenceVm') { 'Machine' } else { 'Vm' }
            foreach ($object in (& $clouds[$other]), (Get-Copy (& $clouds[$other])), (& $clouds[$other] | Select-Object *)) {
                $before = Get-ChangeCount
                Invoke-Pipe $object $taker.Name | Should -BeNullOrEmpty -Because $taker.Name
                "$($failed[0])" | Should -BeLike "*is a $other, not a *" -Because $taker.Name
                Get-ChangeCount | Should -Be $before
            }
        }
    }

    It 'of another kind never names a VM: <_>' -ForEach 'Get-FluenceSshKey', 'Get-VmImage', 'Get-MachineType', 'Get-Process -Id $PID',
        'Get-Item .', 'Get-FluenceContext' {
        $failed = $null
        & ([scriptblock]::Create($_)) |
            Select-Object -First 1 |
            Remove-FluenceVm -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue
        "$($failed[0])" | Should -Match "(is a \w+, not a Vm|doesn't name a Vm)"
    }

    It 'names itself, as a copy too' {
        foreach ($object in (Get-FluenceVm web-1), (Get-Copy (Get-FluenceVm web-1)), (Get-FluenceVm web-1 | Select-Object Id, Status)) {
            ($object | Get-FluenceVm).Name | Should -Be 'web-1'
        }
        foreach ($object in (Get-Machine web-1), (Get-Copy (Get-Machine web-1)), (Get-Machine web-1 | Select-Object Id)) {
            ($object | Get-Machine).Id | Should -Be 'web-1'
        }
        ((Get-FluenceSshKey laptop), (Get-Copy (Get-FluenceSshKey laptop)) | Remove-FluenceSshKey -WhatIf -ErrorVariable failed) |
            Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }

    It 'with only a name names the VM' {
        ([pscustomobject]@{ Name = 'web-1' } | Get-FluenceVm).Name | Should -Be 'web-1'
        $null = New-FluenceVm named ubuntu-22-04-x64 laptop
        ([pscustomobject]@{ Name = 'named' } | Remove-FluenceVm -Confirm:$false -PassThru).Name | Should -Be 'named'
        ([pscustomobject]@{ Name = 'web-1' } | Get-Machine).Id | Should -Be 'web-1'
    }

    It 'with an id that is not the form of one names nothing' {
        [pscustomobject]@{ Id = 'web-1' } | Remove-FluenceVm -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -BeLike "*doesn't name a Vm*"
        { Get-FluenceVm ([pscustomobject]@{ Id = 'web-1' }) } | Should -Throw
    }

    It 'is taken as an argument where a thing of its kind is meant' {
        $image = Get-VmImage -Cloud Fluence | Select-Object -First 1
        $key = Get-FluenceSshKey laptop
        $type = Get-MachineType (Get-Configuration 4) -Cloud Fluence
        (New-FluenceVm objects $image $key -Configuration $type).CpuCount | Should -Be 4
        { New-FluenceVm objects (Get-VmImage -Cloud Cudos | Select-Object -First 1) $key -WhatIf } |
            Should -Throw -ExpectedMessage '*VmImage of Cudos*'
        { New-FluenceVm objects $image $key -Configuration (Get-MachineType -Cloud Cudos | Select-Object -First 1) -WhatIf } |
            Should -Throw -ExpectedMessage '*MachineType of Cudos*'
        { New-Machine -MachineType $type -Image debian-12 -SshKey (Get-FakePublicKey) -Credit 1 -WhatIf } |
            Should -Throw -ExpectedMessage '*MachineType of Fluence*'
        { New-Machine -MachineType basic-1 -Image $image -SshKey (Get-FakePublicKey) -Credit 1 -WhatIf } |
            Should -Throw -ExpectedMessage '*VmImage of Fluence*'
    }

    It 'is found by position 0 by its name, its id or itself' {
        $vm = Get-FluenceVm web-1
        (Get-FluenceVm $vm.Id).Name | Should -Be 'web-1'
        (Get-FluenceVm "*$($vm.Id.Substring(12))").Name | Should -Be 'web-1'
        (Wait-FluenceVm -Name web-1 -Status $Running -PassThru).Id | Should -Be $vm.Id
    }
}

Describe 'An SSH key' {
    BeforeAll {
        Push-Location (New-Item (Join-Path $TestDrive keys) -ItemType Directory)
        Set-Content laptop 'not a key at all'
        Set-Content mine.pub (Get-FakePublicKey)
        Set-Content other.txt (Get-FakePublicKey 'other@nowhere' 'another one that opens nothing')
    }
    AfterAll { Pop-Location }

    It 'is found as <Case>' -ForEach @(
        @{ Case = 'a registered name, whatever file lies there'; Key = 'laptop' }
        @{ Case = 'a registered name in another case'; Key = 'LAPTOP' }
        @{ Case = 'the path of a .pub file'; Key = 'mine.pub' }
        @{ Case = 'a path'; Key = './other.txt' }
        @{ Case = 'a text with a byte order mark'; Key = { [char]0xFEFF + (Get-FakePublicKey) } }
        @{ Case = 'a text whose comment speaks of a private key'; Key = { Get-FakePublicKey "Bob's private key laptop" } }
    ) {
        $text = if ($Key -is [scriptblock]) { & $Key } else { $Key }
        New-FluenceVm keys ubuntu-22-04-x64 $text -WhatIf | Should -BeNullOrEmpty
    }

    It 'is refused as <Case>' -ForEach @(
        @{ Case = 'a path where nothing is'; Key = './lptop'; Id = 'FileNotFound'; Says = "*file './lptop' doesn't exist*" }
        @{ Case = 'a .pub file that is not there'; Key = 'lptop.pub'; Id = 'FileNotFound'; Says = "*file 'lptop.pub' doesn't exist*" }
        @{
            Case = 'a name that nobody registered'
            Key = 'lptop'
            Id = 'SshKeyUnknown'
            Says = "No SSH key 'lptop' is registered. Registered keys: laptop*Add-FluenceSshKey*"
        }
        @{
            Case = 'the name of a file that is not a path'
            Key = 'other.txt'
            Id = 'SshKeyUnknown'
            Says = "No SSH key 'other.txt'*path of a .pub file*"
        }
        @{ Case = 'a PEM header'; Key = '-----BEGIN OPENSSH PRIVATE KEY----- AAAA'; Id = 'SshKeyPrivate'; Says = '*private*' }
    ) {
        { New-FluenceVm keys ubuntu-22-04-x64 $Key -WhatIf } | Should -Throw -ErrorId "$Id,*" -ExpectedMessage $Says
    }
}

Describe 'User data' {
    BeforeAll { Push-Location (New-Item (Join-Path $TestDrive data) -ItemType Directory) }
    AfterAll { Pop-Location }

    It 'is refused where it looks like a path and nothing is there: <_>' -ForEach './typo.yaml', 'typo.yaml', '~/init.cfg',
        'C:\Users\me\init.txt', '/etc/cloud/user-data', '..\init', 'my init.yaml' {
        { New-FluenceVm data ubuntu-22-04-x64 laptop -UserData $_ -WhatIf } | Should -Throw -ErrorId 'FileNotFound,*'
    }
}

Describe 'A CPU' {
    It 'is asked for by its manufacturer alone' {
        $server = Start-TestServer {
            @{ Body = '{"depositAmountUsdc":"1","depositEpochs":1,"totalPricePerEpoch":"1","maxPricePerEpoch":"1"}' }
        }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            (Get-FluenceEstimate -CpuManufacturer AMD -Connection $connection).TotalPricePerEpoch | Should -Be 1
            $server.Requests[-1].Body | Should -BeLike '*"cpu":`[{"manufacturer":"AMD"}`]*'
        }
        finally { Stop-TestServer $server; $null = Connect-Fluence -Emulator }
    }
}
